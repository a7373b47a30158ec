site-name = Muestrario
language-own-name = Español

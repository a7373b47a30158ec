site-name = Musterbuch
language-own-name = Deutsch

site-name = Campionario
site-tagline = Ogni parte del tema, una volta
site-publisher = Bollettino, prove nel browser
topic-bench = Banco di prova
    .slug = bench
series-specimens = Prove
    .slug = prove

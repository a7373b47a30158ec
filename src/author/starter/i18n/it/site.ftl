### I testi propri del sito. Le altre voci dell'interfaccia sono nel programma e nel tema.

site-name = Il mio sito
site-tagline = Notizie e linee guida sulla cybersicurezza
site-publisher = Il mio ente

# Un argomento: il suo nome e il segmento del suo indirizzo.
topic-cybersecurity = Cybersicurezza
    .slug = cybersicurezza

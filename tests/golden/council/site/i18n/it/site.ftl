site-name = Consiglio
site-publisher = Il Consiglio
topic-law = Diritto

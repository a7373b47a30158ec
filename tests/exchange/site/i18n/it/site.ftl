site-name = Avvisi
site-publisher = Agenzia per la cybersicurezza & l’università
topic-law = Diritto, regole & "norme"
topic-5g = Reti 5G
series-manual = Manuale 100 % {"{"}prova{"}"}

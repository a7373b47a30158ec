site-name = Avis
site-publisher = Agence de cybersécurité
topic-law = Droit

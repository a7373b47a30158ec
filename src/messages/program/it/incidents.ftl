### Il vocabolario degli incidenti.
### Fonte: gruppo di cooperazione NIS, pubblicazione 04/2018, Cybersecurity Incident Taxonomy.

## Regime giuridico della notifica.

regime-nis = Direttiva NIS
regime-telecom = Comunicazioni elettroniche
regime-trust = Servizi fiduciari

## Causa all'origine.

root-cause-system-failures = Guasti di sistema
root-cause-natural-phenomena = Fenomeni naturali
root-cause-human-errors = Errori umani
root-cause-malicious-actions = Azioni malevole
root-cause-third-party-failures = Guasti di terzi

## Gravità della minaccia.

threat-severity-high = Alta
threat-severity-medium = Media
threat-severity-low = Bassa

## Gravità dell'impatto.

impact-severity-red = Impatto molto grande
impact-severity-yellow = Impatto grande
impact-severity-green = Impatto minore
impact-severity-white = Nessun impatto

## Evoluzione prevista.

outlook-improving = In miglioramento
outlook-stable = Stabile
outlook-worsening = In peggioramento

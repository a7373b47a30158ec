### Grafici e tabelle di dati.
### I nomi di voci, serie e misure stanno tra virgolette perché iniziano con la maiuscola.

## Numeri con la loro unità. Lo spazio tra numero e unità non va a capo (U+00A0).
# $number (testo): un numero già scritto nella forma della lingua.

exhibit-percent = { $number }{ "\u00A0" }%
exhibit-points = { $number }{ "\u00A0" }p.p.

## Misure.
# $measure (testo): il nome della misura.

exhibit-millions = { $measure } (in milioni)
exhibit-measure-change = { $measure }, variazione sull’anno precedente
exhibit-measure-decrease = { $measure }, calo sull’anno precedente
exhibit-measure-difference = { $measure }, differenza dall’anno precedente
exhibit-measure-shortfall = { $measure }, in meno rispetto all’anno precedente
exhibit-measure-ratio = { $measure }, rapporto con l’anno precedente

## Voci.

# $year (anno)
exhibit-year = { $year }
# $year (anno): un anno di cui i dati non coprono tutti i mesi.
exhibit-year-partial = { $year } (parziale)
exhibit-not-itemised = Non ripartito (calcolato)
exhibit-no-value = n.d.
exhibit-total = Totale
exhibit-years = Anno
exhibit-measures = Voce

## Attorno alla figura.

# $shape (testo): bar, grouped, stacked o line. Per chi usa uno screen reader.
exhibit-drawing =
    { $shape ->
        [line] Grafico a linee
        [stacked] Grafico a barre in pila
        [grouped] Grafico a barre raggruppate
       *[other] Grafico a barre
    }; i dati sono nella tabella che segue
# $regime (testo): il nome del regime giuridico
exhibit-regime = Regime: { $regime }
# $year (anno). $date (data): l'ultimo giorno di cui si hanno dati.
exhibit-partial = Anno parziale: { $year }, ultimo giorno { $date }
# $year (anno): il primo anno rilevato in un altro modo.
exhibit-method = Nel { $year } è cambiato il metodo: il confronto con gli anni precedenti non è possibile
exhibit-missing = n.d.: dato non disponibile

## Descrizioni, una frase ciascuna.
# $measure (testo): la misura. I valori sono già scritti con la loro unità.
# $highest, $lowest (testo): la voce con il valore più alto e con il più basso; di più voci, la prima.
# $highest-count, $lowest-count (numero): quante voci hanno quel valore.
# $unknown (testo): la voce dei dati ignoti, oppure "none". $unknown-value (testo): il suo valore.

exhibit-summary-bar =
    { $measure }: il valore più alto ({ $highest-value }) { $highest-count ->
        [one] è quello di «{ $highest }»
       *[other] è comune a { $highest-count } voci
    }, il più basso ({ $lowest-value }) { $lowest-count ->
        [one] è quello di «{ $lowest }»
       *[other] è comune a { $lowest-count } voci
    }{ $unknown ->
        [none] .
       *[other] ; «{ $unknown }»: { $unknown-value }.
    }
# $label (testo): l'unica voce. $value (testo): il suo valore.
exhibit-summary-single =
    { $measure }: l’unico valore noto è { $value }, per «{ $label }»{ $unknown ->
        [none] .
       *[other] ; «{ $unknown }»: { $unknown-value }.
    }
# $value (testo): il valore di tutte le voci.
exhibit-summary-equal =
    { $measure }: tutte le voci hanno lo stesso valore, { $value }{ $unknown ->
        [none] .
       *[other] ; «{ $unknown }»: { $unknown-value }.
    }
exhibit-summary-unknown =
    { $measure }: { $unknown ->
        [none] non ci sono valori noti.
       *[other] nessun valore è ripartito; «{ $unknown }»: { $unknown-value }.
    }
# $highest-series, $lowest-series (testo): la serie di quel valore.
exhibit-summary-grouped = Il valore più alto è { $highest-value } («{ $highest }», «{ $highest-series }»), il più basso { $lowest-value } («{ $lowest }», «{ $lowest-series }»).
# $first, $last (testo): il primo e l'ultimo anno. $first-value, $last-value (testo): i loro valori.
# $change (testo): la variazione in percentuale, oppure "none".
# $peak (testo): l'anno del massimo, se sta nel mezzo, oppure "none". $peak-value (testo): il massimo.
exhibit-summary-line =
    { $measure }: da { $first-value } ({ $first }) a { $last-value } ({ $last }){ $change ->
        [none] { "" }
       *[other] , cioè { $change }
    }{ $peak ->
        [none] .
       *[other] ; il massimo è { $peak-value } ({ $peak }).
    }
# $last (testo): l'ultimo anno.
exhibit-summary-lines = { $measure }, { $last }: il valore più alto è { $highest-value } («{ $highest }»), il più basso { $lowest-value } («{ $lowest }»).

### Charts and tables of figures.
### Names of items, series and measures stand in quotation marks because they begin with a capital.

## Numbers with their unit. The space between number and unit does not break (U+00A0).
# $number (text): a number as the language writes it.

exhibit-percent = { $number }{ "\u00A0" }%
exhibit-points = { $number }{ "\u00A0" }pp

## Measures.
# $measure (text): the name of the measure.

exhibit-millions = { $measure } (millions)
exhibit-measure-change = { $measure }, change on the year before
exhibit-measure-decrease = { $measure }, decrease on the year before
exhibit-measure-difference = { $measure }, difference from the year before
exhibit-measure-shortfall = { $measure }, fewer than the year before
exhibit-measure-ratio = { $measure }, ratio to the year before

## Items.

# $year (year)
exhibit-year = { $year }
# $year (year): a year whose data do not cover all months.
exhibit-year-partial = { $year } (partial)
exhibit-not-itemised = Not itemised (computed)
exhibit-no-value = n/a
exhibit-total = Total
exhibit-years = Year
exhibit-measures = Item

## Around the figure.

# $shape (text): bar, grouped, stacked or line. For those who use a screen reader.
exhibit-drawing =
    { $shape ->
        [line] Line chart
        [stacked] Stacked bar chart
        [grouped] Grouped bar chart
       *[other] Bar chart
    }; its data are in the table that follows
# $regime (text): the name of the legal regime
exhibit-regime = Regime: { $regime }
# $year (year). $date (date): the last day that the data tell of.
exhibit-partial = Partial year: { $year }, up to { $date }
# $year (year): the first year that was counted in another way.
exhibit-method = The method changed in { $year }: earlier years cannot be compared
exhibit-missing = n/a: not available

## Descriptions, a sentence each.
# $measure (text): the measure. Values come with their unit.
# $highest, $lowest (text): the item with the highest and with the lowest value; of several, the first.
# $highest-count, $lowest-count (number): how many items have that value.
# $unknown (text): the item of what is not known, or "none". $unknown-value (text): its value.

exhibit-summary-bar =
    { $measure }: { $highest-count ->
        [one] “{ $highest }” has
       *[other] { $highest-count } items have
    } the highest value ({ $highest-value }), { $lowest-count ->
        [one] “{ $lowest }” has
       *[other] { $lowest-count } items have
    } the lowest ({ $lowest-value }){ $unknown ->
        [none] .
       *[other] ; “{ $unknown }”: { $unknown-value }.
    }
# $label (text): the only item. $value (text): its value.
exhibit-summary-single =
    { $measure }: the only known value is { $value }, for “{ $label }”{ $unknown ->
        [none] .
       *[other] ; “{ $unknown }”: { $unknown-value }.
    }
# $value (text): the value of all items.
exhibit-summary-equal =
    { $measure }: all items have the same value, { $value }{ $unknown ->
        [none] .
       *[other] ; “{ $unknown }”: { $unknown-value }.
    }
exhibit-summary-unknown =
    { $measure }: { $unknown ->
        [none] no value is known.
       *[other] nothing is broken down; “{ $unknown }”: { $unknown-value }.
    }
# $highest-series, $lowest-series (text): the series of that value.
exhibit-summary-grouped = The highest value is { $highest-value } (“{ $highest }”, “{ $highest-series }”), the lowest { $lowest-value } (“{ $lowest }”, “{ $lowest-series }”).
# $first, $last (text): the first and the last year. $first-value, $last-value (text): their values.
# $change (text): the change in per cent, or "none".
# $peak (text): the year of the highest value, if it lies between, or "none". $peak-value (text): that value.
exhibit-summary-line =
    { $measure }: from { $first-value } ({ $first }) to { $last-value } ({ $last }){ $change ->
        [none] { "" }
       *[other] , that is { $change }
    }{ $peak ->
        [none] .
       *[other] ; the highest is { $peak-value } ({ $peak }).
    }
# $last (text): the last year.
exhibit-summary-lines = { $measure }, { $last }: the highest value is { $highest-value } (“{ $highest }”), the lowest { $lowest-value } (“{ $lowest }”).

site-name = Specimen
site-tagline = Every part of the theme, once
site-publisher = Bollettino, browser tests
topic-bench = Test bench
    .slug = bench
series-specimens = Specimens
    .slug = specimens

site-name = Council
site-publisher = The Council
topic-law = Law

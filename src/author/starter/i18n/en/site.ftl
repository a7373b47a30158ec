### The site's own texts. All other words of the interface are in the program and in the theme.

site-name = My site
site-tagline = News and guidelines on cybersecurity
site-publisher = My organisation

# A topic: its name and the segment of its address.
topic-cybersecurity = Cybersecurity
    .slug = cybersecurity

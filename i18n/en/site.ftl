### The demonstration site's own texts.

site-name = NIS Observatory
site-tagline = News, guides and figures on European cybersecurity, with their sources
site-publisher = NIS Observatory, a demonstration site
site-intro = <p>A demonstration site in two languages: every figure has a source, every correction stays visible, every file can be verified. It represents no authority.</p>

## Topics

topic-nis2 = NIS2 Directive
    .slug = nis2
    .description = The legal framework for cybersecurity in 18 critical sectors.
topic-incident-reporting = Incident notification
    .slug = incident-notification
    .description = How, when and in which words a significant incident is reported.
topic-crisis-management = Crisis management
    .slug = crisis-management
    .description = Exercises, roles and responsibilities when an incident becomes a crisis.
topic-international-cooperation = International cooperation
    .slug = international-cooperation
    .description = Work with partners outside the Union.
topic-skills = Digital skills
    .slug = digital-skills
    .description = Training, and awards for those who spread digital skills.
topic-5g = 5G networks
    .slug = 5g-networks
    .description = The risks of 5G networks and the measures that reduce them.
topic-post-quantum = Post-quantum cryptography
    .slug = post-quantum-cryptography
    .description = The move to cryptography that withstands quantum computers.
topic-telecom = Telecommunications
    .slug = telecommunications
    .description = Incidents of communications networks and services.
topic-statistics = Statistics
    .slug = statistics
    .description = The figures on incidents and how to read them.

## Series

series-general-documents = General documents
    .slug = general-documents
    .description = Reading guides to the documents of reference.
series-annual-summary-reports = Annual summary incident reports
    .slug = annual-summary-reports
    .description = Yearly figures on incidents notified under the NIS directives.
series-5g-security = Security of 5G networks
    .slug = 5g-security
    .description = The Union’s toolbox and what followed it.
series-telecom-incident-reports = Telecom security incidents
    .slug = telecom-incidents
    .description = Yearly figures on incidents of communications networks.

## Assets that incidents struck.

asset-websites = Websites
asset-servers-and-domain-controllers = Servers and domain controllers

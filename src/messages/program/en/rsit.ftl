### The Reference Security Incident Taxonomy, version 1003 (CC0).

## Classes.

rsit-class-abusive-content = Abusive content
rsit-class-malicious-code = Malicious code
rsit-class-information-gathering = Information gathering
rsit-class-intrusion-attempts = Intrusion attempts
rsit-class-intrusions = Intrusions
rsit-class-availability = Availability
rsit-class-information-content-security = Security of information content
rsit-class-fraud = Fraud
rsit-class-vulnerable = Vulnerable systems
rsit-class-other = Other
rsit-class-test = Test
rsit-class-unknown = Class not known

## Types.

rsit-type-spam = Spam
rsit-type-harmful-speech = Harmful speech
rsit-type-violence = Sexual exploitation, violence
rsit-type-infected-system = Infected system
rsit-type-c2-server = Command-and-control server
rsit-type-malware-distribution = Malware distribution
rsit-type-malware-configuration = Malware configuration
rsit-type-scanner = Scanning
rsit-type-sniffing = Sniffing
rsit-type-social-engineering = Social engineering
rsit-type-ids-alert = Exploitation of a known vulnerability
rsit-type-brute-force = Login attempts
rsit-type-exploit = New attack signature
rsit-type-privileged-account-compromise = Privileged account compromise
rsit-type-unprivileged-account-compromise = Unprivileged account compromise
rsit-type-application-compromise = Application compromise
rsit-type-system-compromise = System compromise
rsit-type-burglary = Burglary
rsit-type-dos = Denial of service
rsit-type-ddos = Distributed denial of service
rsit-type-misconfiguration = Misconfiguration
rsit-type-sabotage = Sabotage
rsit-type-outage = Outage
rsit-type-unauthorised-information-access = Unauthorised access to information
rsit-type-unauthorised-information-modification = Unauthorised modification of information
rsit-type-data-loss = Data loss
rsit-type-data-leak = Leak of confidential information
rsit-type-unauthorised-use-of-resources = Unauthorised use of resources
rsit-type-copyright = Copyright
rsit-type-masquerade = Masquerade
rsit-type-phishing = Phishing
rsit-type-weak-crypto = Weak cryptography
rsit-type-ddos-amplifier = DDoS amplifier
rsit-type-potentially-unwanted-accessible = Potentially unwanted accessible services
rsit-type-information-disclosure = Information disclosure
rsit-type-vulnerable-system = Vulnerable system
rsit-type-other = Uncategorised
rsit-type-undetermined = Undetermined
rsit-type-test = Test
rsit-type-unknown = Type not known

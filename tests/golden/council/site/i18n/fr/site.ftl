site-name = Conseil

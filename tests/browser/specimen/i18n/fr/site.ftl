site-name = Spécimen
language-own-name = Français

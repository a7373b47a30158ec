bare-version = versione { $version }

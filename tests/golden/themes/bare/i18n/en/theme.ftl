bare-version = version { $version }

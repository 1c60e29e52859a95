"""The command `yichuang`: run `yichuang --help`, or read `__main__`."""

"""The whole data set of a network or of the installation as files: what is in them, record by record."""

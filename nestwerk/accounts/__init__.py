"""Who signs in: accounts, second factors, sessions. What they may do is the business of ``networks``."""

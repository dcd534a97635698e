"""The emergency page in languages the site does not speak, and what to say in German on the phone.

``languages`` reads the files beside it: one per language, and ``sounds.toml``, which says how the German sentences
sound. ``numbers`` holds the numbers, so that the page needs no catalogue and no database. Which languages and why:
docs/decisions/0024-emergency-page-in-fifteen-languages.md. The texts wait for approval: docs/emergency-wording.md.
"""

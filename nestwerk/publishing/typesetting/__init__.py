"""Setting type: plain data and a template of our own become a tagged PDF (typst). Shared by everything that is printed.

``compile`` sets a document, ``fonts`` knows what can be written with them, ``marks`` draws icons and QR codes.
Nobody's words ever become markup: templates read them as values from JSON.
"""

"""Parts of the public site inside pages of others: a search box, a list of offers, the next dates, one offer.

``origins`` says which websites may, ``choice`` what they asked for, ``rows`` and ``coming`` what is shown, ``sheet``
how it looks, ``code`` what is pasted. The frame holds no cookie and no storage; every link leads to a new tab.
"""

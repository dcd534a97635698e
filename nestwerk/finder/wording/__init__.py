"""Facts into sentences: pure functions from records to text, each in the language of the texts handed in."""

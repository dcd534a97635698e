"""Parts of pages that several apps need and that know no domain word: forms and charts."""

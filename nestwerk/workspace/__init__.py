"""The workspace: start page, navigation, and the pages that need several apps."""

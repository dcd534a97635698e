"""The page for very young parents: what they may do on their own, who helps, with its sources."""

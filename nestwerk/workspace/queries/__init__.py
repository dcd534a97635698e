"""What the workspace's own pages read, each in a fixed number of queries."""

"""What `drift init` proposes for a folder."""

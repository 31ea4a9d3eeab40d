"""Editorial decisions: what is new, who gets it, and why. Pure; each decision is returned as data with its reason."""

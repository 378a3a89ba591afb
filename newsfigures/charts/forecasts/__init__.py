"""Market sizes: what is counted, for which year, by whom; and whether growth fits its ends."""

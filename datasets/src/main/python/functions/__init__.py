"""The catalog's functions, each written from its mathematics."""

// Notebooks: see docs/architecture.md.

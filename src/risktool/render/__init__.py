"""Register to text: table, JSON, CSV. Renderers return text; the command line writes it."""

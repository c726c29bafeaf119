"""Register to text: table, matrix, JSON, CSV, Markdown. Renderers return text; the command line writes it.

Each format is one module with one `render_…` function; none imports another format. What they share stands below
them: `visible` (what may reach a terminal), `marks` (what a level or a recovered number looks like), `wrap`.
"""

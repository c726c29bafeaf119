"""What is measured, and how; results are in docs, with date and commit."""

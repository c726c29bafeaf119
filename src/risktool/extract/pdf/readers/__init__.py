"""The two readers, bytes to raw pages: signs to words, paths to rules."""

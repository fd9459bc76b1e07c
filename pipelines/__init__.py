"""Clean: from a notice to a notice. Each file is a pure function and a thin pipeline that counts what it changed."""

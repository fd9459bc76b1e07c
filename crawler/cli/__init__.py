"""What commands stand on: their base, what a command line asks for and names."""

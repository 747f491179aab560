"""What is kept about oneself: seen, taken away, asked to be put right; and the desk where such requests are answered."""

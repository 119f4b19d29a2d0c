"""What a person is told, in the product and by mail; never anything sealed."""

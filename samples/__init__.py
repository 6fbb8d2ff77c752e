"""The sample blogosphere: pages, their truth, and the server that shows them."""

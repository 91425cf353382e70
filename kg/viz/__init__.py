"""The explorer page, pictures and notebook views of a graph."""

"""The recipe behind the language model; PyTorch is imported only on use."""

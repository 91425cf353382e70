"""The language stage: a spaCy pipeline of the trained model and the components of this package."""

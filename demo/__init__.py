"""An invented federation: the people and papers that tests, documents and demonstrations share."""

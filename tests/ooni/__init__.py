"""OONI's published measurements, judged by Dialtone's judge: where both agree, and why they do not."""

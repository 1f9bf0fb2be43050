"""Services as files and standard input tell them: fields, CSV, HSDS (Open Referral's Human Services Data Specification).

Nothing here is about a client; what could be of a person (contacts, assurers, somebody's own address) is not read.
"""

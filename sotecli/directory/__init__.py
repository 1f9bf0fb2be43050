"""Services as files and standard input tell them: fields, CSV, and HSDS, the data specification of Open Referral.

Nothing here is about a client; what could be of a person (contacts, assurers, somebody's own address) is not read.
"""

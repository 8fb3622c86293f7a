-- Each mail that leaves asks for its notice: whose it is, and about which case.
create index notice_of_mail on notice (mail_id);

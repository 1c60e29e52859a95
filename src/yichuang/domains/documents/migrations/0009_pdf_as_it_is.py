from django.db import migrations

TABLES = ("documents_papercopy", "documents_sealedcopy")


class Migration(migrations.Migration):
    """A PDF is compressed already: the database stores it as it is, and no longer tries to compress it again."""

    dependencies = [
        ("documents", "0008_words_from_a_day"),
    ]

    operations = [
        migrations.RunSQL(
            [f"ALTER TABLE {table} ALTER COLUMN pdf SET STORAGE EXTERNAL" for table in TABLES],
            [f"ALTER TABLE {table} ALTER COLUMN pdf SET STORAGE EXTENDED" for table in TABLES],
        ),
    ]

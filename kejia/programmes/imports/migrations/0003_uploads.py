"""A list that was sent lies in the store of files; one uploaded before stays where it was until it is forgotten."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0001_files"), ("imports", "0002_rosters_and_tries")]

    operations = [
        migrations.AddField(
            model_name="importjob",
            name="upload",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
    ]

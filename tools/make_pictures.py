"""Write tests/pages/pictures anew: how each page looks. Look at what changed before you commit it."""

from tests.pages.pictures import FOLDER, all_pictures, complaint, keep


def main() -> None:
    """Write the pictures that no longer look as kept, and take away those that no page makes."""
    names = set()
    for name, picture in all_pictures():
        names.add(name)
        if told := complaint(name, picture):
            print(f"{told.partition(';')[0]}: written, {keep(name, picture).stat().st_size // 1000} kB")
    for path in FOLDER.glob("*.png"):
        if path.name not in names:
            path.unlink()
            print(f"{path.name}: taken away")


if __name__ == "__main__":
    main()
